"""What programs for notes write their own way: callouts, outlines, lists, shortcodes."""
