"""What every renderer keeps."""

from probandum.interfaces import Renderer
from probandum.model.dossier import Dossier


def check_renderer(renderer: Renderer, dossier: Dossier) -> None:
    """Check a renderer on a dossier.

    Raises:
        AssertionError: the renderer breaks a promise of :class:`probandum.interfaces.Renderer`; the message says which.
    """
    name, slash, version = renderer.name.partition("/")
    assert name and slash and version, f"{renderer.name!r} is not name/version"
    assert renderer.suffix.startswith("."), f"{renderer.name}: suffix {renderer.suffix!r} has no dot"
    assert "/" not in renderer.suffix, f"{renderer.name}: suffix {renderer.suffix!r} is a path"
    first = renderer.render(dossier)
    assert first, f"{renderer.name} writes nothing"
    assert first == renderer.render(dossier), f"{renderer.name} writes other bytes the second time"
