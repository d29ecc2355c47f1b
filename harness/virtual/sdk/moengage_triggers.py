"""Why a report is sent, as its ``meta.t_p`` says on Android: the codes of ReportSyncTriggerPoint (moengage.md 4.1).

Read in release 14, except that of the background, which follows the form of its relatives (a guess). That the code
and not the name is on the wire is likely only.
"""

from __future__ import annotations

APP_OPEN = "a_open"
APP_BACKGROUND = "a_bg"
FOREGROUND_PERIODIC = "a_fg_pf"
BACKGROUND_PERIODIC = "a_bg_pf"
BATCH_COUNT = "b_c_l"
FLUSH_EVENT = "e_t_e_f"
IDENTITY_CHANGED = "u_id_set_update"
UNIQUE_ID_CHANGED = "u_a_uid"
LOGOUT = "user_logout"
FORCED_LOGOUT = "force_logout"
USER_DELETED = "del_user"
MANUAL = "s_i_d_m_t"
