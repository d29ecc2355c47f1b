package com.google.firebase.messaging

import android.app.Service
import android.content.Intent
import android.os.IBinder

/** To compile against. */
open class FirebaseMessagingService : Service() {
    open fun onNewToken(token: String) = Unit

    open fun onMessageReceived(message: RemoteMessage) = Unit

    override fun onBind(intent: Intent): IBinder? = null
}
