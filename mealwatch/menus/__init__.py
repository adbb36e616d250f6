"""Weekly menus with quantities: what each meal should contain per pupil."""
