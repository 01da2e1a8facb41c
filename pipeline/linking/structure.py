"""The structure tree: one root, one Document, the chapters' elements below it, one parent tree (ISO 32000-2:2020, 14.7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.linking.fragment import DOCUMENT, STRUCTURE, Fragment
from pipeline.linking.report_file import ReportFile
from pipeline.linking.syntax import reference, spell_name
from pipeline.linking.trees import add_name_tree


@dataclass(frozen=True, slots=True)
class RoleConflict:
    """Two chapters that mean different things by one structure type."""

    chapter: str
    role: str


def add_structure(fragments: Sequence[Fragment], file: ReportFile) -> None:
    """Write the structure root and its Document element.

    The keys of each chapter's leaf of the parent tree are numbers of its block, so leaves follow each other in order
    and say in /Limits which keys they hold (7.9.7, 14.7.5.4).
    """
    exports = [fragment.exports for fragment in fragments]
    elements = b"".join(reference(number) for each in exports for number in each.elements)
    leaves = b"".join(reference(each.parents) for each in exports if each.parents is not None)
    next_key = max((each.next_key for each in exports), default=0)
    identifiers = sorted(pair for each in exports for pair in each.identifiers)
    parents = file.add(b"<</Kids[%s]>>" % leaves if leaves else b"<</Nums[]>>")
    entries = [
        b"/Type/StructTreeRoot/K%s/ParentTree%s/ParentTreeNextKey %d"
        % (reference(DOCUMENT), reference(parents), next_key)
    ]
    if identifiers:
        tree = add_name_tree([(name, reference(number)) for name, number in identifiers], file)
        entries.append(b"/IDTree" + reference(tree))
    roles = joined_roles(fragments)
    if roles:
        mapped = (spell_name(role) + spell_name(standard) for role, standard in sorted(roles.items()))
        entries.append(b"/RoleMap<<%s>>" % b"".join(mapped))
    file.add(b"<<%s>>" % b"".join(entries), STRUCTURE)
    file.add(b"<</Type/StructElem/S/Document/P%s/K[%s]>>" % (reference(STRUCTURE), elements), DOCUMENT)


def joined_roles(fragments: Iterable[Fragment]) -> dict[str, str]:
    """Join the role maps; the first chapter's meaning of a type counts."""
    roles: dict[str, str] = {}
    for fragment in fragments:
        roles = {**fragment.exports.roles, **roles}
    return roles


def role_conflicts(fragments: Iterable[Fragment]) -> Iterable[RoleConflict]:
    """Yield the types that chapters mean otherwise than the first chapter that has them."""
    roles: dict[str, str] = {}
    for fragment in fragments:
        for role, standard in fragment.exports.roles.items():
            if roles.setdefault(role, standard) != standard:
                yield RoleConflict(fragment.chapter, role)
