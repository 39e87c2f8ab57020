"""Records of what a document says: statements, the claims in them, their figures."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from probandum.detectors.sayings.dispute import Made
from probandum.detectors.sayings.figures import Figure, figures
from probandum.detectors.sayings.places import Locators
from probandum.detectors.sayings.reading import Said
from probandum.detectors.sayings.shares import claim_share, statement_share
from probandum.detectors.sayings.speakers import Voice
from probandum.model.claim import Claim, Stance
from probandum.model.ident import Id
from probandum.model.observation import Text
from probandum.model.scales import Level
from probandum.model.statement import STATEMENT_TYPES, StatedFigure, Statement, StatementType

QUESTIONER = "questioner"


class Writer:
    """Writes the records of one document.

    Args:
        text: the document.
        by: detector, as ``name/version``.
        charges: all charges in it, by number.
        counters: the accusations each counter-accusation answers.
        party: name of a state for the one who stands for it.
    """

    def __init__(
        self, text: Text, by: str, charges: Sequence[Made], counters: Mapping[int, tuple[int, ...]]
    ) -> None:
        self._text, self._by = text, by
        self._locate = Locators(text).locate
        self._charges, self._counters = charges, counters
        self._of: dict[int, list[int]] = {}
        for number, one in enumerate(charges):
            if one.charge.cue == "smear" and number not in counters:
                continue
            self._of.setdefault(one.sentence, []).append(number)
        self._ids: dict[int, Id] = {}
        self._last: tuple[int, str, str] = (-9, "", "")

    def write(
        self, said: Sequence[Said], shown: frozenset[int], party: Callable[[frozenset[str]], str]
    ) -> Iterator[Statement | StatedFigure | Claim]:
        """Yield the records in the order of the document; a statement before what was taken out of it.

        Args:
            said: all sentences.
            shown: numbers of those that are written down.
            party: name of the state that somebody stands for.
        """
        statements = {index: self._statement(index, said[index], party) for index in sorted(shown)}
        ready = self._claims(said, {index: one for index, (one, _) in statements.items()})
        for index, (statement, found) in statements.items():
            yield statement
            for figure in found:
                yield self._figure(figure, statement)
            for number in self._of.get(index, ()):
                yield ready[number]
            denial = self._denial(said[index], statement)
            if denial is not None:
                yield denial

    def _claims(self, said: Sequence[Said], statements: Mapping[int, Statement]) -> dict[int, Claim]:
        """Return the claims by number; those that answer are made after those that they answer."""
        ready: dict[int, Claim] = {}
        for countering in (False, True):
            for index in sorted(self._of):
                for number in self._of[index]:
                    if (number in self._counters) is countering:
                        others = (ready.get(other) for other in self._counters.get(number, ()))
                        answers = tuple(other.id for other in others if other)
                        ready[number] = self._claim(number, said[index], statements[index], answers)
        return ready

    def _statement(
        self, index: int, one: Said, party: Callable[[frozenset[str]], str]
    ) -> tuple[Statement, list[Figure]]:
        start, end = one.span
        numbers = figures(self._text.text, start, end, words=one.counts) if one.mode != "question" else []
        types = self._types(index, one, numbers)
        speaker, behalf, voice = self._speaker(one, party)
        chain = [source.surface for source in one.sources]
        if chain and voice.role == "questioner":
            chain.insert(0, voice.speaker or QUESTIONER)
        statement = Statement(
            self._text.exhibit,
            self._locate(start, end),
            self._text.text[start:end],
            self._by,
            types,
            one.mode,
            speaker,
            voice.role,
            behalf,
            one.hedge,
            tuple(chain),
            self._text.language,
            statement_share(types),
        )
        return statement, numbers

    def _types(self, index: int, one: Said, numbers: Sequence[Figure]) -> tuple[StatementType, ...]:
        if not (one.kinds or numbers or index in self._of):
            return ("assertion",)
        found: set[str] = set(one.kinds)
        for number in self._of.get(index, ()):
            if self._charges[number].charge.cue == "mentioned":
                continue
            found.add("counter-accusation" if number in self._counters else "accusation")
        if "counter-accusation" in found:
            found.discard("accusation")
        if numbers:
            found.add("figure")
        if not found or (found == {"figure"} and all(figure.aside for figure in numbers)):
            found.add("assertion")
        return tuple(kind for kind in STATEMENT_TYPES if kind in found)

    def _speaker(self, one: Said, party: Callable[[frozenset[str]], str]) -> tuple[str, str, Voice]:
        voice = one.voice
        if voice.role != "author":
            return voice.speaker, voice.party, voice
        if one.sources and one.mode in {"quoted", "reported"}:
            source = one.sources[-1]
            behalf = party(source.keys)
            if one.mode == "quoted":
                self._last = (one.paragraph, source.surface, behalf)
            return source.surface, behalf, replace(voice, role="quoted")
        if one.mode == "quoted" and self._last[1] and one.paragraph - self._last[0] <= 1:
            self._last = (one.paragraph, *self._last[1:])
            return self._last[1], self._last[2], replace(voice, role="quoted")
        return voice.speaker, voice.party, voice

    def _claim(self, number: int, one: Said, statement: Statement, answers: tuple[Id, ...]) -> Claim:
        made = self._charges[number]
        charge, accused = made.charge, made.charge.accused
        countering = number in self._counters
        return Claim(
            stance="counter-accuses" if countering else "accuses",
            speaker=made.accuser or statement.speaker,
            subject=accused.surface,
            predicate=self._plain(*charge.act),
            object=charge.victim,
            level=accused.level,
            basis=one.basis,
            relayed_by=made.relayed_by,
            hedge=one.hedge,
            answers=answers,
            linked_to=accused.linked_to,
            link=accused.link,
            exhibit=statement.exhibit,
            locator=statement.locator,
            quote=statement.quote,
            by=self._by,
            statement=statement.id,
            authenticity=claim_share(charge.cue),
        )

    def _denial(self, one: Said, statement: Statement) -> Claim | None:
        stance: Stance
        if "denial" in one.kinds:
            stance = "denies"
        elif "rejection-of-basis" in one.kinds:
            stance = "rejects-basis"
        else:
            return None
        denied = one.denial
        source = one.sources[-1].surface if one.sources and one.voice.role == "author" else ""
        speaker = (denied.denier if denied else "") or source or statement.on_behalf_of or statement.speaker
        level: Level | None = denied.actor.level if denied and denied.actor else None
        return Claim(
            stance=stance,
            speaker=speaker,
            subject=denied.subject if denied else "",
            predicate=denied.act if denied else "",
            object=denied.victim if denied else "",
            level=level,
            basis=one.basis,
            hedge=one.hedge,
            exhibit=statement.exhibit,
            locator=statement.locator,
            quote=statement.quote,
            by=self._by,
            statement=statement.id,
            authenticity=claim_share(stance),
        )

    def _figure(self, figure: Figure, statement: Statement) -> StatedFigure:
        return StatedFigure(
            exhibit=self._text.exhibit,
            locator=self._locate(figure.start, figure.end),
            quote=self._text.text[figure.start : figure.end],
            value=figure.value,
            by=self._by,
            unit=figure.unit,
            of=figure.of,
            when=figure.when,
            approximate=figure.approximate,
            low=figure.low,
            high=figure.high,
            kind=figure.kind,
            source_named=figure.source,
            statement=statement.id,
        )

    def _plain(self, start: int, end: int) -> str:
        return " ".join(self._text.text[start:end].split())
