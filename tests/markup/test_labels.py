"""Labels of charts: each has room of its own, for any dates and numbers."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.markup.labels import ROW, Box, Label, Spot, lift_labels, place_labels

spots = st.builds(
    Spot,
    st.floats(0, 100),
    st.none() | st.floats(0, 90),
    st.just("1 January 2016"),
    st.text("abcdefgh ", min_size=1, max_size=120),
)


@given(st.lists(spots, min_size=1, max_size=8))
@settings(deadline=None, max_examples=60)
def test_no_label_covers_another_or_leaves_the_measure(spots):
    """Whatever stands where, labels are apart from each other and inside the measure."""
    boxes = []
    for spot, placed in zip(spots, place_labels(spots), strict=True):
        left = spot.along - spot.width if placed.late else spot.along
        # Labels may touch; the foot of one is not the other's head to the last bit.
        foot = placed.top - spot.rows * ROW + 1e-6
        boxes.append(Box(left + 0.2, left + spot.width - 0.2, foot, placed.top))

    assert all(box.left >= 0 and box.right <= 100 for box in boxes)
    assert not any(box.meets(other) for index, box in enumerate(boxes) for other in boxes[:index])


def test_labels_with_room_stay_where_they_are():
    """Only labels that reach the next are lifted, by as many rows as it takes."""
    assert lift_labels([Label(0, 20), Label(10, 20), Label(60, 20)]) == (1, 0, 0)
    assert lift_labels([]) == ()
