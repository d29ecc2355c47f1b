package com.example.sample

import android.content.Context
import com.segment.analytics.kotlin.core.platform.plugins.setDeviceToken

/** Firebase, as far as the app needs it. */
interface PushService {
    fun requestToken(then: (String) -> Unit)

    /** Which messaging service the system starts for a message: the app's own, or that of MoEngage's SDK. */
    fun choose(isMoEngages: Boolean)
}

/** The ways in which an app handles pushes, as the destination's page describes them (launch argument `pushBy`). */
open class PushWay(protected val app: SampleApp, protected val sdks: Sdks, private val changed: () -> Unit) {
    open val canPush = false

    /** How many tokens the app's own code was told. */
    var tokens = 0
        private set

    /** Titles of the pushes that the app handled itself, as they were not MoEngage's. */
    val notMoEngages = mutableListOf<String>()

    /** The process is up. */
    open fun started() {}

    /** The app asks for a token. */
    open fun register() {}

    open fun gotToken(token: String) {}

    open fun received(payload: Payload) {}

    protected fun countToken() {
        tokens++
        changed()
    }

    protected fun noteOwn(payload: Payload) {
        notMoEngages += titleOf(payload)
        changed()
        app.showNotification(payload)
    }
}

/**
 * FcmConfig(false): the app's own messaging service. The token is passed on refresh, and once more when the app was
 * updated, as the page asks; Segment's SDK stores none, and is told at each start.
 */
class AppHandlesPush(app: SampleApp, sdks: Sdks, changed: () -> Unit) : PushWay(app, sdks, changed) {
    override val canPush = true
    private val own = app.getSharedPreferences("sample", Context.MODE_PRIVATE)

    override fun started() {
        app.pushService?.choose(isMoEngages = false)
        val token = own.getString(TOKEN, null) ?: return
        sdks.analytics.setDeviceToken(token)
        if (own.getLong(TOKEN_BUILD, 0) != app.versionCode()) pass(token)
    }

    override fun register() {
        app.pushService?.requestToken(::gotToken) ?: log("there is no push service")
    }

    override fun gotToken(token: String) {
        countToken()
        sdks.analytics.setDeviceToken(token)
        pass(token)
    }

    override fun received(payload: Payload) =
        if (sdks.moengage.isFromMoEngage(payload)) sdks.moengage.passPushPayload(payload) else noteOwn(payload)

    private fun pass(token: String) {
        own.edit().putString(TOKEN, token).putLong(TOKEN_BUILD, app.versionCode()).apply()
        sdks.moengage.passPushToken(token)
    }

    private companion object {
        const val TOKEN = "push_token"
        const val TOKEN_BUILD = "push_token_build"
    }
}

/** MoEFireBaseMessagingService: the SDK asks for the token and has the messages, the app its two callbacks. */
class MoEngageHandlesPush(app: SampleApp, sdks: Sdks, changed: () -> Unit) : PushWay(app, sdks, changed) {
    override val canPush = true

    override fun started() {
        app.pushService?.choose(isMoEngages = true)
        sdks.moengage.addTokenListener { token -> app.onMain { noteToken(token) } }
        sdks.moengage.addNonMoEngageListener { payload -> app.onMain { noteOwn(payload) } }
    }

    override fun register() = log("MoEngage's SDK asks for the token when the app opens")

    /** A token that did not come through the SDK's service; its helper keeps it as that of the app. */
    override fun gotToken(token: String) {
        noteToken(token)
        sdks.moengage.passPushToken(token)
    }

    private fun noteToken(token: String) {
        countToken()
        sdks.analytics.setDeviceToken(token)
    }
}

fun makeWay(app: SampleApp, sdks: Sdks, pushBy: String, changed: () -> Unit): PushWay = when (pushBy) {
    "app" -> AppHandlesPush(app, sdks, changed)
    "moengage" -> MoEngageHandlesPush(app, sdks, changed)
    "none" -> PushWay(app, sdks, changed)
    else -> throw IllegalArgumentException("pushBy is one of app, moengage, none, not ${shown(pushBy)}")
}

/** FCM's tokens are opaque. */
fun checkedToken(token: String): String {
    if (token.isEmpty() || token.any(Char::isWhitespace)) {
        throw CommandException("token must be FCM's text without spaces, not ${shown(token)}")
    }
    return token
}

/** What names a push best, of what it has. */
fun titleOf(payload: Payload): String = listOf("title", "gcm_title", "body", "gcm_alert", "id")
    .firstNotNullOfOrNull { payload[it]?.takeIf(String::isNotEmpty) } ?: "untitled"
