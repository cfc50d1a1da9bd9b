"""Who may do what. The one place that decides; enforced on the server at every update."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a person does in Earshot. One account has one role."""

    YOUNG_PERSON = "young_person"
    EBE = "ebe"
    READER = "reader"
    DESIGNER = "designer"
    DECISION_MAKER = "decision_maker"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    SAFEGUARDING_DEPUTY = "safeguarding_deputy"
    OUTSIDE_PERSON = "outside_person"
    """From outside the organisation's line: next when lead and deputy do not answer."""
    TRUSTEE = "trustee"
    LISTENER = "listener"
    """Somebody young people can write to: a manager, an advocate, a visitor."""
    DUTY_PHONE = "duty_phone"
    """The phone of a home, carried by whoever is on duty: nobody's own."""
    ADMIN = "admin"

    @property
    def is_staff(self) -> bool:
        """Whether the role needs a sign-in (PIN) for its browser views."""
        return self is not Role.YOUNG_PERSON

    @property
    def can_answer(self) -> bool:
        """Everyone may be asked something, on their own account only."""
        return True

    @property
    def can_author(self) -> bool:
        """Write and propose rounds, and open a ticket sitting."""
        return self is Role.EBE

    @property
    def can_confirm_launch(self) -> bool:
        """Be the second person who confirms audience and head-count."""
        return self in {Role.EBE, Role.DECISION_MAKER, Role.SAFEGUARDING_LEAD}

    @property
    def can_see_progress(self) -> bool:
        """See the progress band of a round: authors and the administrator."""
        return self in {Role.EBE, Role.ADMIN}

    @property
    def can_read(self) -> bool:
        """Read redacted words before release (and then only of homes not their own)."""
        return self is Role.READER

    @property
    def can_release(self) -> bool:
        """Propose a release, or approve one that somebody else proposed."""
        return self in {Role.READER, Role.EBE, Role.DECISION_MAKER}

    @property
    def can_see_releases(self) -> bool:
        """See any released result. People who were asked see theirs whatever their role."""
        return self not in {Role.YOUNG_PERSON, Role.ADMIN, Role.DUTY_PHONE}

    @property
    def answers_concerns(self) -> bool:
        """Be told of concerns, in this order, and see those they were told of."""
        return self in {
            Role.SAFEGUARDING_LEAD,
            Role.SAFEGUARDING_DEPUTY,
            Role.OUTSIDE_PERSON,
            Role.TRUSTEE,
        }

    @property
    def can_manage_people(self) -> bool:
        """Invitations, settings and keys. No answers, no concerns, through the program."""
        return self is Role.ADMIN
