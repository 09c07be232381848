"""Mail on its way in: messages as they travel, as Outlook keeps them, and folders of them in one file."""
