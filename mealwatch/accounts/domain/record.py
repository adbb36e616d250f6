"""What the journal holds of a password or PIN: a digest of its hash, so that a hash put in by hand is found."""

from mealwatch.audit.chain import digest, plain


def password_body(row):
    """The journal body of a password, from its row as a dict."""
    return {
        "county_id": row["county_id"],
        "account_id": row["account_id"],
        "digest": digest(row["password_hash"]),
    }


def pin_body(row):
    """The journal body of a PIN, from its row as a dict."""
    return {
        "county_id": row["county_id"],
        "account_id": row["account_id"],
        "set_at": plain(row["set_at"]),
        "digest": digest(row["pin_hash"]),
    }
