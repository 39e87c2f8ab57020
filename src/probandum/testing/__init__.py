"""Conformance kit for authors of plug-ins: one call a plug-in, an ``AssertionError`` that says what is wrong.

::

    from probandum.testing import check_reader
    check_reader(MyReader(), samples=[b"..."])
"""

from probandum.testing.detectors import check_detector
from probandum.testing.readers import check_reader
from probandum.testing.renderers import check_renderer
from probandum.testing.weighers import check_weigher

__all__ = ["check_detector", "check_reader", "check_renderer", "check_weigher"]
