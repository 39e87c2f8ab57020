"""``probandum propose``."""

import os
from dataclasses import dataclass
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from probandum.cli.output import PLAIN, CaseFolder, Options, emit, emit_json, open_case, progress
from probandum.endpoint import Endpoint
from probandum.errors import EndpointError, UsageError
from probandum.model.scales import TLP_ORDER, Tlp


@Parameter(name="*")
@dataclass(frozen=True)
class Whom:
    """Whom to ask."""

    endpoint: Annotated[
        str, Parameter(help="Base address of an OpenAI-compatible endpoint. Plain http only on this machine.")
    ]
    model: Annotated[str, Parameter(help="Name of the model, as the endpoint lists it.")]
    key_from: Annotated[str, Parameter(help="Environment variable that holds the key, if one is needed.")] = (
        ""
    )
    seconds: Annotated[
        float, Parameter(help="Longest wait for one answer.", validator=Number(gt=0, lte=3_600))
    ] = 120.0

    def listening(self) -> Endpoint:
        """Return the endpoint with its key."""
        key = os.environ.get(self.key_from, "") if self.key_from else ""
        if self.key_from and not key:
            raise UsageError(f"the environment variable {self.key_from!r} is empty", "put the key into it")
        return Endpoint(self.endpoint, key, self.seconds)


def propose(
    case: CaseFolder,
    /,
    *files: Annotated[str, Parameter(help="Evidence files; all readable ones if none is given.")],
    whom: Whom,
    tlp: Annotated[Tlp, Parameter(help="Send nothing that is marked higher.")] = TLP_ORDER[0],
    options: Options = PLAIN,
) -> None:
    """Let a language model propose claims for review. Off unless you name an endpoint; documents are sent there.

    A proposal without a verbatim quote is dropped, none is ever weighed before a person accepted it with 'review',
    and every request and raw answer is kept in custody.
    """
    ask = whom.listening().ask
    with progress(options) as bar:
        asked = open_case(case).propose(ask, whom.model, files, tlp=tlp, progress=bar)
    if options.json:
        emit_json(asked)
    else:
        emit(f"{asked.answers} answers about {asked.documents} documents by {asked.model}")
        for line in (*asked.dropped, *asked.failures):
            emit(f"  {line}")
        emit(f"{asked.claims} claims are proposed and weigh nothing: probandum review {case}")
    if asked.failures and not asked.answers:
        raise EndpointError(f"{len(asked.failures)} questions were not answered", asked.failures[0])
