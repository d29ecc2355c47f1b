from tests.a_rig import installation, rig, rigs

__all__ = ["installation", "rig", "rigs"]
