package com.example.sample

import android.content.ComponentName
import android.content.pm.PackageManager
import com.google.firebase.messaging.FirebaseMessaging

private const val ON = PackageManager.COMPONENT_ENABLED_STATE_ENABLED
private const val OFF = PackageManager.COMPONENT_ENABLED_STATE_DISABLED
private const val MOENGAGES_SERVICE = "com.moengage.firebase.MoEFireBaseMessagingService"

class FirebasePushService(private val app: SampleApp) : PushService {
    override fun requestToken(then: (String) -> Unit) {
        FirebaseMessaging.getInstance().token
            .addOnSuccessListener { token -> then(token) }
            .addOnFailureListener { problem -> log("there is no token: $problem") }
    }

    override fun choose(isMoEngages: Boolean) {
        enable(SampleMessagingService::class.java.name, !isMoEngages)
        enable(MOENGAGES_SERVICE, isMoEngages)
    }

    private fun enable(service: String, isEnabled: Boolean) {
        val component = ComponentName(app.packageName, service)
        val state = if (isEnabled) ON else OFF
        app.packageManager.setComponentEnabledSetting(component, state, PackageManager.DONT_KILL_APP)
    }
}
