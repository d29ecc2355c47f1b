package com.google.firebase.messaging

/** Firebase's class, as far as this project's code needs it; left out where Firebase resolves. */
class RemoteMessage(val data: Map<String, String>)
