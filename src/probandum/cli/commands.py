"""The commands: which verbs there are; each is imported when it is called."""

from cyclopts import App, CycloptsError

from probandum import __version__

__all__ = ["CycloptsError", "app"]

EPILOGUE = """Example:

    probandum init mycase
    cp report.pdf mycase/evidence/
    probandum assess mycase

Exit codes: 0 done ("not enough evidence" is an answer, not an error) · 2 usage · 3 custody broken · 4 unreadable input · 5 disk · 6 a language model's endpoint.
"""

app = App(
    name="probandum",
    help="Who did it, how sure may we be, and is it enough? From evidence to a dossier with a verdict.",
    help_epilogue=EPILOGUE,
    version=__version__,
    help_format="plaintext",
    suppress_keyboard_interrupt=False,
)
_VERBS = {
    "init": (
        "Begin a case: a folder with a commented case.toml.",
        'init mycase --title "Intrusion of last May"',
    ),
    "acquire": (
        "Take evidence into custody: hashed, copied, logged.",
        "acquire mycase ~/downloads/report.pdf",
    ),
    "examine": ("Read the evidence: observations, each with its place in the bytes.", "examine mycase"),
    "assess": ("Do everything that is missing, then print the verdict.", "assess mycase --json"),
    "show": (
        "Show observations, claims, origins, weights, verdict …",
        "show mycase observations --kind malware",
    ),
    "review": (
        "Review what was extracted, beside its passage: accept, correct, reject.",
        "review mycase --kind claim",
    ),
    "propose": (
        "Let a language model propose claims; off unless you name an endpoint.",
        "propose mycase --endpoint http://127.0.0.1:8080/v1 --model my-model",
    ),
    "report": (
        "Write the dossier: html, markdown, json, stix.",
        "report mycase --format html --tlp TLP:GREEN",
    ),
    "trace": ("Follow a sentence, weight or observation back to highlighted bytes.", "trace mycase 1.3"),
    "verify": ("Recompute everything in custody and name the first thing that is wrong.", "verify mycase"),
    "plugins": ("List what is plugged in.", "plugins --json"),
}
for _verb, (_help, _example) in _VERBS.items():
    app.command(
        f"probandum.cli.{_verb}:{_verb}",
        name=_verb,
        help=_help,
        help_epilogue=f"Example: probandum {_example}",
    )
app.command("probandum.cli.knowledge:app", name="knowledge", help="Packs of knowledge: list, build, actor.")
app.command(
    "probandum.cli.measure_origins:app",
    name="evaluate",
    help="Measure the method: prequential, ranking, cases, fit, techniques, statements, origins.",
)
app.register_install_completion_command(name="completion", help="Install completion for your shell.")
