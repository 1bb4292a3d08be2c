"""Tables from elsewhere: filled workbooks, and tables as agencies send them."""
