package com.example.sample

import android.app.Activity
import android.content.pm.PackageManager
import android.os.Bundle

open class MainActivity : Activity() {
    private val console get() = (application as SampleApp).console
    private lateinit var screen: Screen

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        screen = Screen(this, console)
        setContentView(screen.build())
    }

    override fun onDestroy() {
        screen.leave()
        super.onDestroy()
    }

    override fun onRequestPermissionsResult(code: Int, permissions: Array<out String>, results: IntArray) {
        super.onRequestPermissionsResult(code, permissions, results)
        if (results.isNotEmpty()) {
            console.sdks.moengage.permissionAnswered(results.first() == PackageManager.PERMISSION_GRANTED)
        }
    }
}

/** Another screen of the app over the first; its widgets are the same. */
class DetailsActivity : MainActivity()
