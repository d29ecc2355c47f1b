package com.moengage.pushbase.model

class Token(val pushToken: String)
