"""Words held against deeds: the ledger of both, how far they are apart, how often they turn, how promises scored."""
