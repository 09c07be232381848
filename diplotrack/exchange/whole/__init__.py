"""The whole ledger as one JSON file that anybody can read, and back: nobody is ever held hostage."""
