package com.example.sample

/** A push as FCM brings it. */
typealias Payload = Map<String, String>

/** What the app itself tells MoEngage's SDK; what Segment's events cause is the destination's affair. */
interface MoEngagePort {
    fun initialiseDefaultInstance()

    /** `install` or `update`: only the app can tell a new user from one who updated it. */
    fun setAppStatus(status: String)

    fun setDataTracking(isOn: Boolean)
    fun setSdkState(isOn: Boolean)
    fun deleteUser()
    fun showInApp()
    fun fetchCards()
    fun permissionAnswered(isGranted: Boolean)

    // pushes that the app handles
    fun passPushToken(token: String)
    fun isFromMoEngage(payload: Payload): Boolean
    fun passPushPayload(payload: Payload)

    // pushes that the SDK handles
    fun addTokenListener(listener: (String) -> Unit)
    fun addNonMoEngageListener(listener: (Payload) -> Unit)
}
