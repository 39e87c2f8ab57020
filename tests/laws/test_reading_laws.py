"""Reading a batch of texts gives the same words as reading them one by one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.sources.reading import read_all
from probandum.sources.words import plain, read, spans

LETTERS = "aAbZ1_ .!?:\n\t\r-‐é攻ก\u00ad\u0301\u200bßﬁЖя\U0001f600\U00020001\ud800"
texts = st.lists(
    st.one_of(
        st.text(st.sampled_from(LETTERS), max_size=60),
        st.text(max_size=30),
        st.sampled_from(
            [
                "see https://example.org/a_b, www.x.y z",
                "[a](b/c) d",
                "co-\noperation of these many words here now",
                "a" * 300,
            ]
        ),
    ),
    max_size=6,
)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_a_batch_has_the_words_of_its_texts(batch):
    found = read_all(batch)
    assert len(found.bounds) == len(batch) + 1
    for place, text in enumerate(batch):
        alone, where, mine = read(plain(text)), spans(plain(text)), found.of(place)
        part = slice(found.bounds[place], found.bounds[place + 1])
        assert mine.words.tolist() == alone.words.tolist()
        assert mine.sorts.tolist() == alone.sorts.tolist()
        assert found.starts[part].tolist() == where[:, 0].tolist()
        assert found.ends[part].tolist() == where[:, 1].tolist()
