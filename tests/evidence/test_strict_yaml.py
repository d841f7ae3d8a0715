"""What the strict reader takes, what it refuses, and where it says the fault is."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_sim.evidence import InputError
from alliance_sim.evidence.strict_yaml import MAX_BYTES, parse, read
from alliance_sim.evidence.yaml_stream import MAX_DEPTH, MAX_EVENTS


def problems(text):
    with pytest.raises(InputError) as caught:
        parse(text, "f.yaml")
    return caught.value.problems


def test_plain_data_and_the_place_of_every_part_of_it():
    document = parse("a: 1\nb:\n  - x\n  - {c: 0.5}\n", "f.yaml")
    assert document.data == {"a": 1, "b": ["x", {"c": 0.5}]}
    spot = document.values["b", 1, "c"]
    assert (spot.line, spot.column) == (4, 9)
    assert document.keys["b",].line == 2


def test_words_mean_what_yaml_1_2_says():
    document = parse(
        "a: no\nb: true\nc: ~\nd: 012\ne: 1e3\nf: 2026-01-01\ng: '1'\nh: 1_000\ni: +3\nj: .5\n",
        "f.yaml",
    )
    assert list(document.data.values()) == [
        "no", True, None, 12, 1000.0, "2026-01-01", "1", "1_000", 3, 0.5,
    ]  # fmt: skip


REFUSED = {
    "duplicate key": ("a: 1\nb: 2\na: 3\n", 3, 1, "a", "first given on line 1"),
    "duplicate key inside": ("a:\n  b: 1\n  b: 2\n", 3, 3, "a.b", "first given on line 2"),
    "anchor and alias": ("a: &x [1]\nb: [*x, *x]\n", 1, 4, "a", "anchors"),
    "alias alone": ("a: 1\nb: *x\n", 2, 4, "b", "aliases"),
    "tag that builds an object": ("a: !!python/object:x.Y {}\n", 1, 4, "a", "!!python/object:x.Y"),
    "harmless tag": ("a: !!int '5'\n", 1, 4, "a", "tags"),
    "merge key": ("b: 1\n<<: {a: 1}\n", 2, 1, "'<<'", "merge keys"),
    "number as a name": ("a: {5: x}\n", 1, 5, "a", "names must be text, found 5"),
    "list as a name": ("? [a]\n: b\n", 1, 3, "", "names must be text"),
    "infinite number": ("a: .inf\n", 1, 4, "a", "finite"),
    "not a number": ("a: .nan\n", 1, 4, "a", "finite"),
    "overflowing number": ("a: 1e999\n", 1, 4, "a", "too large"),
    "endless digits": (f"a: {'9' * 5000}\n", 1, 4, "a", "too large"),
    "older YAML": ("%YAML 1.1\n---\na: no\n", 1, 1, "", "directives"),
    "second document": ("a: 1\n---\nb: 2\n", 2, 1, "", "second document"),
    "too deep": ("a: " + "[" * 5000, 1, 4 + MAX_DEPTH, None, "levels deep"),
    "too many values": (f"a: [{'1, ' * MAX_EVENTS}]", 1, None, None, "more than"),
    "half a character": ('a: "\\ud800"\n', 1, 7, "", "invalid Unicode character"),
    "control character": ("a: 1\nb: \x07\n", 2, 4, "", "U+0007"),
    "list at the top": ("- 1\n", 1, 1, "", "found a list"),
    "text at the top": ("hello\n", 1, 1, "", "found the text 'hello'"),
    "never closed": ("a: [1, 2\n", 1, 4, "", "not valid YAML"),
    "tab": ("a:\n\tb: 1\n", 2, 1, "", "not valid YAML"),
    "binary": (b"a: 1\nb\x00\xff\xfe", 2, None, "", "not a text file"),
    "zero byte": (b"a: 1\nb: \x00", 2, 4, "", "not a text file"),
    "empty": ("", None, None, "", "is empty"),
    "comments only": ("# nothing\n\n", None, None, "", "is empty"),
    "too large": ("#" * (MAX_BYTES + 1), None, None, "", "larger than"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_one_message_that_says_where(case):
    text, line, column, field, phrase = REFUSED[case]
    (problem,) = problems(text)
    assert phrase in problem.message
    assert problem.file == "f.yaml"
    assert field is None or problem.field == field
    assert (problem.spot.line if problem.spot else None) == line
    assert column is None or problem.spot.column == column


def test_a_bomb_of_aliases_is_refused_at_its_first_mark():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 30)]
    (problem,) = problems("\n".join(lines))
    assert problem.spot.line == 1


def test_all_duplicates_of_a_file_are_reported_together():
    assert [p.spot.line for p in problems("a: 1\na: 2\nb: {c: 1, c: 2}\na: 3\n")] == [2, 3, 4]


def test_a_byte_order_mark_and_windows_lines_do_no_harm():
    document = parse(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "f.yaml")
    assert document.data == {"a": 1, "b": 2}
    assert document.keys["b",].line == 2


def test_the_caret_stands_under_the_fault():
    (problem,) = problems("place:\n  a: 1\n  a: 2\n")
    message, source, caret = str(problem).split("\n")
    assert message == "f.yaml:3:3: place.a: duplicate key, first given on line 2"
    assert source[caret.index("^") :] == "a: 2"


def test_the_caret_stands_under_the_fault_of_a_long_line():
    (problem,) = problems("{" + ", ".join(f"k{i}: 1" for i in range(80)) + ", k3: 2, z: 0}")
    _, source, caret = str(problem).split("\n")
    assert source[caret.index("^") :].startswith("k3: 2")
    assert len(source) < 120


def test_messages_hold_no_control_characters():
    (problem,) = problems('"\\e[31m": 1\n"\\e[31m": 2\n')
    assert str(problem).replace("\n", "").isprintable()


def test_a_missing_file_is_told_with_its_neighbour(tmp_path):
    (tmp_path / "bexley.yaml").write_text("a: 1")
    with pytest.raises(InputError, match=r"bexly\.yaml: no such file; did you mean '.*bexley"):
        read(tmp_path / "bexly.yaml")


def test_a_folder_is_not_a_file(tmp_path):
    (tmp_path / "bexley.yaml").write_text("a: 1")
    with pytest.raises(InputError, match=r"is a folder; name a YAML file, such as '.*bexley"):
        read(tmp_path)


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(InputError, match="not an ordinary file"):
        read(tmp_path / "pipe.yaml")


def test_a_name_that_no_file_can_have_is_only_bad_input():
    with pytest.raises(InputError):
        read(Path("x" * 5000))


MARKS = "ab:-[]{}&*!|>'\"%#?<\n ,1."


@given(st.one_of(st.binary(max_size=200), st.text(alphabet=MARKS, max_size=80)))
def test_whatever_comes_is_read_or_refused(raw):
    refused = ""
    data = None
    try:
        data = parse(raw, "f.yaml").data
    except InputError as error:
        refused = str(error)
    assert refused or isinstance(data, dict)
