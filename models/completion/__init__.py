"""Pose-prompted completion: pinned poses become a motion that meets them exactly (OhMG, section 4.2)."""
