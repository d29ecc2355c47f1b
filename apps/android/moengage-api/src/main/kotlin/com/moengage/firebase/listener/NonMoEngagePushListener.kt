package com.moengage.firebase.listener

import com.google.firebase.messaging.RemoteMessage

interface NonMoEngagePushListener {
    fun onPushReceived(remoteMessage: RemoteMessage)
}
