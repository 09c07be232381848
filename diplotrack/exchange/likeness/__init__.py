"""Records that may be the same one: pairs of people, partners and engagements, scored with the reasons in words."""
