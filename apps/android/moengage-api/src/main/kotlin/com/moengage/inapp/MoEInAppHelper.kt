package com.moengage.inapp

import android.content.Context
import com.moengage.standin.Handover

class MoEInAppHelper private constructor() {
    fun showInApp(context: Context) {
        Handover.call("MoEInAppHelper.showInApp", context)
    }

    companion object {
        private val instance = MoEInAppHelper()

        fun getInstance() = instance
    }
}
