package com.example.sample

import android.util.Log

fun log(text: String) {
    Log.i("Sample", text)
}
