"""Keys and actions that MoEngage's SDKs are known to send, on both platforms, with their facts."""

from __future__ import annotations

from harness.wire.known import known

QUERY = known(
    # both (moengage.md 1.4, 1.6)
    "os",
    "app_id",
    "sdk_ver",
    "unique_id",
    "device_unique_id",
    "device_ts",
    "device_tz",
    "device_tz_offset",
    "app_ver",
    "os_ver",
    "model",
    "push_id",
    # Android
    "app_version_name",
    "moe_gaid",
    "moe_push_ser",
    "mi_push_id",
    "android_id",
    "networkType",
    "moe_drm_id",
    "manufacturer",
    # iOS
    "model_name",
)

META = known(
    "bid",
    "request_time",
    "b_num",
    "source",
    "dev_add_res",
    "integratedModules",
    "featuresUsage",
    "appState",
    "t_p",
    "r_c",
    "r_r",
    "l_b",
    "process_type",
    dev_pref=known("e_t_p"),
    session=known("session_id", "start_time"),
    integrations=known("type", "version"),
    query_params=QUERY,
)
"""Facts: moengage.md 1.5, 1.6; at which level iOS has ``query_params`` is not sure (1.9)."""

IDENTIFIERS = known("moe_user_id", "segment_id", "m_particle_id", "user_identities", "previous_identities")
"""Facts: moengage.md 1.5, 2.3; an app may give identities names of its own."""

SENDER = ("query_params", "meta", "identifiers")
"""Parts of a body that have paths of their own."""

REPORT = known(*SENDER, "viewsCount", "viewsInfo", "timeStamp", "device")
"""Facts: moengage.md 1.5, 1.6."""

POINT = known("EVENT_ACTION", "EVENT_ATTRS", "EVENT_ATTRS_CUST", "EVENT_G_TIME", "EVENT_L_TIME", "N_I_E")
CUSTOM = known("timestamp", "location")
"""Of ``EVENT_ATTRS_CUST``, decoded (moengage.md 1.5)."""

CONFIG = known(*SENDER)

DEVICE = known(
    *SENDER,
    "OS_VERSION",
    "OS_API_LEVEL",
    "DEVICE",
    "MODEL",
    "PRODUCT",
    "MANUFACTURER",
    "CARRIER",
    "DENSITYDPI",
    "WIDTH",
    "HEIGHT",
    "MOE_GAID",
    "MOE_ISLAT",
    "DEVICE_ID",
)
"""Facts: moengage.md 1.5."""

PREFIXES = ("MOE_", "MO_", "EVENT_ACTION_", "NOTIFICATION_", "DT_")
"""An action that begins so is the SDK's, not the app's (moengage.md 2.2, 4.2)."""

ACTIONS = frozenset(
    {
        # data tracking (moengage.md 2.2)
        "EVENT_ACTION_USER_ATTRIBUTE",
        "EVENT_ACTION_DEVICE_ATTRIBUTE",
        "EVENT_ACTION_ACTIVITY_START",
        "EVENT_ACTION_IOS_SESSION_START",
        "EVENT_ACTION_IOS_SESSION_END",
        "MOE_LOGOUT",
        "MOE_APP_EXIT",
        "MOE_APP_RATED",
        # push (moengage.md 2.2)
        "NOTIFICATION_RECEIVED_MOE",
        "NOTIFICATION_CLICKED_MOE",
        "NOTIFICATION_CLEARED_MOE",
        "NOTIFICATION_RECEIVED_IOS_MOE",
        "NOTIFICATION_CLICKED_IOS_MOE",
        "NOTIFICATION_DISMISSED_IOS_MOE",
        "MO_PUSH_PREFERENCE_CHANGED",
        "MOE_PUSH_PERMISSION_STATE_ALLOWED",
        "MOE_PUSH_PERMISSION_STATE_BLOCKED",
        "EVENT_ACTION_COUPON_CODE_COPY",
        "DT_CAMPAIGN_SCHEDULED",
        # sent whatever was switched off (moengage.md 4.2)
        "MOE_NOTIFICATION_RECEIVED_PA_PLUS",
        "NOTIFICATION_OFFLINE_MOE",
        "MOE_PERSONALIZATION_MESSAGE_SHOWN",
        "MOE_PERSONALIZATION_MESSAGE_CLICKED",
        "MOE_OFFERING_SHOWN",
        "MOE_OFFERING_CLICKED",
        # in-app, cards, places (moengage.md 2.2)
        "MOE_IN_APP_SHOWN",
        "MOE_IN_APP_CLICKED",
        "MOE_IN_APP_DISMISSED",
        "MOE_IN_APP_AUTO_DISMISS",
        "MOE_CARD_DELIVERED",
        "MOE_CARD_IMPRESSION",
        "MOE_CARD_CLICKED",
        "MOE_CARD_DISMISSED",
        "MOE_CARD_INBOX_CLICKED",
        "MOE_GEOFENCE_HIT",
    }
)
"""INSTALL, UPDATE, REINSTALL and TOKEN_EVENT are the SDK's too, but no prefix tells."""


def is_unknown(action: str) -> bool:
    return action.startswith(PREFIXES) and action not in ACTIONS
