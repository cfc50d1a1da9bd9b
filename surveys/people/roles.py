"""Roles: what a person does in Earshot. What each may do is read from the table in ``access``."""

from __future__ import annotations

from enum import StrEnum

from surveys.people.access import may
from surveys.people.deeds import STAFF, Deed


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
        """Whether the role is somebody who works here, or a phone of the house."""
        return self in STAFF

    @property
    def has_views(self) -> bool:
        """Whether the role has browser views, behind a PIN or an app. A duty phone has none."""
        return may(self, Deed.SIGN_IN)

    @property
    def can_answer(self) -> bool:
        """Everyone may be asked something, on their own account only."""
        return may(self, Deed.ANSWER)

    @property
    def can_author(self) -> bool:
        """Write and propose rounds, and open a ticket sitting."""
        return may(self, Deed.START_ROUND)

    @property
    def can_confirm_launch(self) -> bool:
        """Be the second person who confirms audience and head-count."""
        return may(self, Deed.CONFIRM_ROUND)

    @property
    def can_see_progress(self) -> bool:
        """See the progress band of a round: authors of their own, the administrator of all."""
        return may(self, Deed.SEE_BAND_OF_OWN) or may(self, Deed.SEE_BAND_OF_ALL)

    @property
    def can_read(self) -> bool:
        """Read redacted words before release (and then only of homes not their own)."""
        return may(self, Deed.READ)

    @property
    def reads_for_safety(self) -> bool:
        """Read the words without the names between the close and the seal."""
        return may(self, Deed.READ_FOR_SAFETY)

    @property
    def can_release(self) -> bool:
        """Propose a release, or approve one that somebody else proposed."""
        return may(self, Deed.LET_GO)

    @property
    def can_see_releases(self) -> bool:
        """See any released result. People who were asked see theirs whatever their role."""
        return may(self, Deed.SEE_RESULTS)

    @property
    def answers_concerns(self) -> bool:
        """Be told of concerns, in this order, and see those they were told of."""
        return may(self, Deed.ANSWER_CONCERNS)

    @property
    def can_manage_people(self) -> bool:
        """Invitations, settings and keys. No answers, no concerns, through the program."""
        return may(self, Deed.MANAGE_PEOPLE)
