"""The enumerations of the core kinds, in the field's standard terms."""

from __future__ import annotations

from diplotrack.base.i18n import N_, Label
from diplotrack.records.choice import Choice

STANCES: tuple[tuple[int, Label], ...] = (
    (2, N_("Strongly for")),
    (1, N_("For")),
    (0, N_("Neutral")),
    (-1, N_("Against")),
    (-2, N_("Strongly against")),
)
BEARINGS: tuple[tuple[int, Label], ...] = (
    (1, N_("Advances it")),
    (0, N_("Neither")),
    (-1, N_("Runs against it")),
)
SCORES: tuple[tuple[int, Label], ...] = (
    (1, N_("Full compliance")),
    (0, N_("Partial, or in progress")),
    (-1, N_("Failed")),
)
LADDER: tuple[tuple[int, Label], ...] = (
    (1, N_("Reaffirmed")),
    (2, N_("Under bureaucratic review")),
    (3, N_("Budgeted")),
    (4, N_("Programme or law")),
    (5, N_("Delivered")),
)
PRIORITIES: tuple[tuple[int, Label], ...] = ((1, N_("First")), (2, N_("Second")), (3, N_("Third")))
TIERS: tuple[tuple[int, Label], ...] = ((1, N_("Tier 1")), (2, N_("Tier 2")), (3, N_("Tier 3")))


class PartyType(Choice):
    """What kind of party it is."""

    COUNTRY = "country", N_("Country")
    FORMER_STATE = "former_state", N_("Former state")
    TERRITORY = "territory", N_("Territory")
    ORGANIZATION = "organization", N_("International organization")
    MINISTRY = "ministry", N_("Ministry or agency")
    PARLIAMENT = "parliament", N_("Parliament")
    NGO = "ngo", N_("Non-governmental organization")
    COMPANY = "company", N_("Company")
    CONTESTED = "contested", N_("Contested entity")
    OWN_UNIT = "own_unit", N_("Own unit")


class NameUse(Choice):
    """How a further name of a party or person is used."""

    USUAL = "usual", N_("Usual")
    FORMAL = "formal", N_("Formal")
    FORMER = "former", N_("Former")
    ABBREVIATION = "abbreviation", N_("Abbreviation")
    NATIVE = "native", N_("In its own script")
    TRANSLATION = "translation", N_("In another language")


class Level(Choice):
    """The rank at which a side takes part, highest first."""

    HEAD = "head", N_("Head of state or government")
    MINISTER = "minister", N_("Minister")
    DEPUTY_MINISTER = "deputy_minister", N_("Deputy minister")
    AMBASSADOR = "ambassador", N_("Ambassador")
    SENIOR_OFFICIAL = "senior_official", N_("Senior official")
    WORKING = "working", N_("Working level")


class Format(Choice):
    """How an engagement was held."""

    MEETING = "meeting", N_("Meeting")
    CALL = "call", N_("Call")
    VIDEO_CALL = "video_call", N_("Video call")
    DEMARCHE = "demarche", N_("Démarche")
    VISIT = "visit", N_("Visit")
    SUMMIT = "summit", N_("Summit")
    CONFERENCE_SESSION = "conference_session", N_("Conference session")
    NEGOTIATION_ROUND = "negotiation_round", N_("Negotiation round")
    WORKING_MEAL = "working_meal", N_("Working meal")
    RECEPTION = "reception", N_("Reception")
    SIGNING = "signing", N_("Signing")
    MEDIATION = "mediation", N_("Mediation")
    EXERCISE = "exercise", N_("Exercise")


class Setting(Choice):
    """Between two sides or more."""

    BILATERAL = "bilateral", N_("Bilateral")
    MULTILATERAL = "multilateral", N_("Multilateral")


class EngagementStatus(Choice):
    """Where an engagement stands."""

    PLANNED = "planned", N_("Planned")
    HELD = "held", N_("Held")
    POSTPONED = "postponed", N_("Postponed")
    CANCELLED = "cancelled", N_("Cancelled")


class Side(Choice):
    """On whose side somebody sits or a party stands."""

    OURS = "ours", N_("Ours")
    THEIRS = "theirs", N_("Theirs")
    THIRD = "third", N_("Third party")


class ParticipantRole(Choice):
    """What a participant does in the room."""

    HEAD = "head", N_("Head of delegation")
    PRINCIPAL = "principal", N_("Principal")
    MEMBER = "member", N_("Member")
    NOTETAKER = "notetaker", N_("Notetaker")
    INTERPRETER = "interpreter", N_("Interpreter")


class Attendance(Choice):
    """Whether a participant was there."""

    INVITED = "invited", N_("Invited")
    ACCEPTED = "accepted", N_("Accepted")
    ATTENDED = "attended", N_("Attended")
    ABSENT = "absent", N_("Absent")
    REPLACED = "replaced", N_("Replaced")


class Theme(Choice):
    """The broad field of an objective."""

    DIPLOMACY = "diplomacy", N_("Diplomacy")
    INTELLIGENCE = "intelligence", N_("Intelligence and information")
    ECONOMY = "economy", N_("Economy and aid")
    SECURITY = "security", N_("Security")
    RIGHTS = "rights", N_("Rights and democracy")
    PREVENTION = "prevention", N_("Prevention")


class ObjectiveStatus(Choice):
    """Where an objective stands."""

    DRAFT = "draft", N_("Draft")
    IN_FORCE = "in_force", N_("In force")
    ACHIEVED = "achieved", N_("Achieved")
    RETIRED = "retired", N_("Retired")


class Duty(Choice):
    """What a partner is owed when a position changes."""

    NOTIFY = "notify", N_("To notify")
    CONSULT = "consult", N_("To consult")
    SCOPE = "scope", N_("Applies toward")


class CommunicationType(Choice):
    """What kind of communication it is."""

    DEMARCHE = "demarche", N_("Démarche")
    NOTE_VERBALE = "note_verbale", N_("Note verbale")
    AIDE_MEMOIRE = "aide_memoire", N_("Aide-mémoire")
    NON_PAPER = "non_paper", N_("Non-paper")
    LETTER = "letter", N_("Letter")
    STATEMENT = "statement", N_("Statement")
    SPEECH = "speech", N_("Speech")
    PRESS_RELEASE = "press_release", N_("Press release")
    READOUT = "readout", N_("Readout")
    TALKING_POINTS = "talking_points", N_("Talking points")
    JOINT_COMMUNIQUE = "joint_communique", N_("Joint communiqué")
    EXPLANATION_OF_VOTE = "explanation_of_vote", N_("Explanation of vote")
    RECOMMENDATION = "recommendation", N_("Recommendation")
    CABLE = "cable", N_("Cable")


class Traffic(Choice):
    """Which way a communication goes."""

    OUTGOING = "outgoing", N_("Outgoing")
    INCOMING = "incoming", N_("Incoming")
    INTERNAL = "internal", N_("Internal")
    BETWEEN_OTHERS = "between_others", N_("Between others")


class Correspondent(Choice):
    """A party's part in a communication."""

    FROM = "from", N_("From")
    TO = "to", N_("To")
    COPY = "copy", N_("Copy")
    ABOUT = "about", N_("About")


class ClearanceState(Choice):
    """Where the clearance of a text by an office stands."""

    REQUESTED = "requested", N_("Requested")
    CLEARED = "cleared", N_("Cleared")
    WITH_EDITS = "with_edits", N_("Cleared with edits")
    REFUSED = "refused", N_("Refused")


class Behalf(Choice):
    """For whom a speaker spoke."""

    OURS = "ours", N_("Us")
    THEIRS = "theirs", N_("Them")
    JOINT = "joint", N_("Jointly")


class Direction(Choice):
    """Whose commitment or deed it is; derived from its parties and who "we" are."""

    OURS = "ours", N_("Ours")
    THEIRS = "theirs", N_("Theirs")
    MUTUAL = "mutual", N_("Mutual")
    BETWEEN_OTHERS = "between_others", N_("Between others")


class Response(Choice):
    """What was answered to an ask or a recommendation."""

    ACCEPTED = "accepted", N_("Accepted")
    DECLINED = "declined", N_("Declined")
    AD_REFERENDUM = "ad_referendum", N_("Ad referendum")
    NOTED = "noted", N_("Noted")
    NONE = "none", N_("No answer yet")


class CommitmentNature(Choice):
    """How a commitment runs in time."""

    ONE_OFF = "one_off", N_("One-off")
    CONTINUING = "continuing", N_("Continuing")
    RECURRING = "recurring", N_("Recurring")
    CONDITIONAL = "conditional", N_("Conditional")


class Binding(Choice):
    """How strongly a commitment binds."""

    POLITICAL = "political", N_("Political")
    INSTRUMENT = "instrument", N_("Non-binding instrument")
    LEGAL = "legal", N_("Legally binding")


class CommitmentStatus(Choice):
    """Where a commitment stands."""

    PROPOSED = "proposed", N_("Proposed")
    OPEN = "open", N_("Open")
    IN_PROGRESS = "in_progress", N_("In progress")
    FULFILLED = "fulfilled", N_("Fulfilled")
    PARTLY_FULFILLED = "partly_fulfilled", N_("Partly fulfilled")
    NOT_FULFILLED = "not_fulfilled", N_("Not fulfilled")
    SUPERSEDED = "superseded", N_("Superseded")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


RUNNING = (CommitmentStatus.OPEN, CommitmentStatus.IN_PROGRESS, CommitmentStatus.PARTLY_FULFILLED)
"""The statuses under which something is still owed."""


class CommitmentSide(Choice):
    """A party's part in a commitment."""

    BY = "by", N_("Made by")
    TO = "to", N_("Made to")


class Assessment(Choice):
    """Which report a score belongs to."""

    INTERIM = "interim", N_("Interim")
    FINAL = "final", N_("Final")


class DueAgreement(Choice):
    """How a due date came to be moved."""

    AGREED = "agreed", N_("Agreed")
    UNILATERAL = "unilateral", N_("Unilateral")


class DeedCategory(Choice):
    """What was done, in PLOVER's categories; CONSULT is told by its form."""

    AGREE = "agree", N_("Agree")
    CONSULT = "consult", N_("Consult")
    CONSULT_VISIT = "consult_visit", N_("Consult: visit")
    CONSULT_CALL = "consult_call", N_("Consult: call")
    CONSULT_SESSION = "consult_session", N_("Consult: multilateral session")
    SUPPORT = "support", N_("Support")
    CONCEDE = "concede", N_("Concede")
    COOPERATE = "cooperate", N_("Cooperate")
    AID = "aid", N_("Aid")
    RETREAT = "retreat", N_("Retreat")
    REQUEST = "request", N_("Request")
    ACCUSE = "accuse", N_("Accuse")
    REJECT = "reject", N_("Reject")
    THREATEN = "threaten", N_("Threaten")
    PROTEST = "protest", N_("Protest (demonstration)")
    MOBILIZE = "mobilize", N_("Mobilize")
    SANCTION = "sanction", N_("Sanction")
    COERCE = "coerce", N_("Coerce")
    ASSAULT = "assault", N_("Assault")


class AgreementType(Choice):
    """What kind of instrument an agreement is."""

    TREATY = "treaty", N_("Treaty")
    CONVENTION = "convention", N_("Convention")
    AGREEMENT = "agreement", N_("Agreement")
    PROTOCOL = "protocol", N_("Protocol")
    EXCHANGE_OF_NOTES = "exchange_of_notes", N_("Exchange of notes")
    MEMORANDUM = "memorandum", N_("Memorandum of understanding")
    CHARTER = "charter", N_("Charter or statute")
    OTHER = "other", N_("Other instrument")


class Renewal(Choice):
    """How an agreement is carried on."""

    AUTOMATIC = "automatic", N_("Automatic")
    DECISION = "decision", N_("By decision")
    DATE = "date", N_("Ends on its date")


class RenewalDecision(Choice):
    """What was decided about an agreement's end."""

    RENEW = "renew", N_("Renew")
    REPLACE = "replace", N_("Replace")
    LET_LAPSE = "let_lapse", N_("Let it lapse")


class ConsultationType(Choice):
    """Told, or asked."""

    NOTICE = "notice", N_("Notice")
    CONSULTATION = "consultation", N_("Consultation")


class TakenIntoAccount(Choice):
    """What became of a partner's view."""

    YES = "yes", N_("Yes")
    PARTLY = "partly", N_("Partly")
    NO = "no", N_("No")


class ActionStatus(Choice):
    """Where an action stands."""

    OPEN = "open", N_("Open")
    DONE = "done", N_("Done")
    DROPPED = "dropped", N_("Dropped")


class FindingState(Choice):
    """Where a finding stands."""

    NEW = "new", N_("New")
    OPEN = "open", N_("Open")
    ACKNOWLEDGED = "acknowledged", N_("Acknowledged")
    ASSIGNED = "assigned", N_("Assigned")
    WAIVED = "waived", N_("Waived")
    RESOLVED = "resolved", N_("Resolved")
    REOPENED = "reopened", N_("Reopened")
