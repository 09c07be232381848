"""The hand-over page: what somebody holds, and giving it to another."""
