import pytest

from storage.boxes import OVERHEAD, Box, BoxDamaged


def a_box() -> Box:
    return Box(Box.fresh_key())


def test_a_box_gives_back_what_was_sealed() -> None:
    """Padding must not change a word, nor eat a zero at the end."""
    box = a_box()
    for plain in (b"", b"hello", b"ends in zeros\0\0"):
        assert box.open(box.seal(plain, about=b"here", step=256), about=b"here") == plain


def test_a5_a_length_tells_nothing() -> None:
    """Unpadded drafts were matched to answers by length alone, 97 of 100."""
    box = a_box()

    assert len(box.seal(b"no", about=b"x", size=4096)) == 4096 + OVERHEAD
    assert len(box.seal(b"n" * 4092, about=b"x", size=4096)) == 4096 + OVERHEAD
    assert len(box.seal(b"n" * 252, about=b"x", step=256)) == 256 + OVERHEAD
    assert len(box.seal(b"n" * 253, about=b"x", step=256)) == 512 + OVERHEAD


def test_what_does_not_fit_is_refused_not_cut() -> None:
    """Words are never shortened behind somebody's back."""
    with pytest.raises(ValueError, match="do not fit"):
        a_box().seal(b"n" * 4093, about=b"x", size=4096)


def test_a_box_opens_only_where_it_belongs() -> None:
    """One person's envelope must not open in another's place."""
    box = a_box()
    sealed = box.seal(b"words", about=b"envelope|r|1")

    with pytest.raises(BoxDamaged):
        box.open(sealed, about=b"envelope|r|2")
    with pytest.raises(BoxDamaged):
        a_box().open(sealed, about=b"envelope|r|1")


@pytest.mark.parametrize("at", [0, 11, 12, 20, -1])
def test_a_changed_byte_is_noticed(at: int) -> None:
    """Whoever can write the file cannot change what somebody said."""
    box = a_box()
    sealed = bytearray(box.seal(b"words", about=b"x", step=64))
    sealed[at] ^= 1

    with pytest.raises(BoxDamaged):
        box.open(bytes(sealed), about=b"x")
    with pytest.raises(BoxDamaged):
        box.open(bytes(sealed[:20]), about=b"x")


def test_sealing_the_same_twice_looks_different() -> None:
    """Equal envelopes must not look equal: an empty one could be told from a full one."""
    box = a_box()

    assert box.seal(b"", about=b"x", size=64) != box.seal(b"", about=b"x", size=64)


def test_a_short_key_is_refused() -> None:
    """A half-written key file must not become a weak key."""
    with pytest.raises(ValueError, match="32 bytes"):
        Box(b"short")
