"""Walking trees that may not be trees."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.pdf.walk import DEEPEST, Ending, walk


def nodes(graph, roots):
    return [
        (step.node, step.level, step.ending)
        for step in walk(roots, lambda node: graph[node], lambda node: node)
    ]


def test_parents_come_before_children_in_order():
    """A tree is walked depth first, each node with its level."""
    graph = {"a": "bd", "b": "c", "c": "", "d": ""}

    assert nodes(graph, "a") == [("a", 0, None), ("b", 1, None), ("c", 2, None), ("d", 1, None)]


def test_a_cycle_is_named_where_it_closes():
    """An ancestor that is met again is given, and not walked again."""
    assert nodes({"a": "b", "b": "a"}, "a") == [("a", 0, None), ("b", 1, None), ("a", 2, Ending.CYCLE)]


def test_the_deepest_level_is_named():
    """Below the deepest level the walk says that it stops, without a recursion error."""
    steps = list(walk([0], lambda number: [number + 1], lambda _: None))

    assert len(steps) == DEEPEST + 1
    assert Ending.TOO_DEEP is steps[-1].ending


@given(st.dictionaries(st.integers(0, 9), st.lists(st.integers(0, 9), max_size=5), max_size=10))
def test_any_graph_is_walked_to_an_end(graph):
    """Whatever points wherever, each node is gone into once at most."""
    steps = list(walk([0], lambda node: graph.get(node, []), lambda node: node))
    entered = [step.node for step in steps if step.ending is None]

    assert len(set(entered)) == len(entered)
