package com.example.sample

import android.content.Context
import android.content.Intent

/** The string extras of the launching intent, in debug builds; what is not said has the sample app's own value. */
class Launch(private val said: Map<String, String>) {
    operator fun get(name: String): String = said[name] ?: DEFAULTS.getValue(name)

    fun isOn(name: String): Boolean = this[name] == "true"

    /** An argument without a default. */
    fun find(name: String): String? = said[name]

    companion object {
        const val AT_START = "atStart"

        val DEFAULTS: Map<String, String> = mapOf(
            "writeKey" to "sample-write-key",
            "workspaceId" to "SAMPLEWORKSPACE",
            "dataCenter" to "1",
            "flushAt" to "20",
            "flushInterval" to "30",
            "lifecycle" to "true",
            "deepLinks" to "true",
            "useLifecycleObserver" to "false",
            "debug" to "true",
            "apiHost" to "api.segment.io/v1",
            "cdnHost" to "cdn-settings.segment.com/v1",
            "plugins" to "moengage",
            "appGroup" to "group.com.example.sample",
            "moengageStart" to "at once",
            "notificationMetadata" to "true",
            "lifecycleProcess" to "true",
            "pushBy" to "app",
        )

        /** Those without a value of their own; `networkState` and `seed` are said to whoever starts the process. */
        private val OTHERS = setOf(AT_START, "proxyHost", "proxyPort", "destination", "networkState", "seed")

        /** None where the intent is no launch with arguments; a notification's has text extras too. */
        fun of(intent: Intent): Launch? {
            val extras = intent.extras ?: return null
            val said = (DEFAULTS.keys + OTHERS).mapNotNull { name -> extras.getString(name)?.let { name to it } }
            return if (said.isEmpty()) null else Launch(said.toMap())
        }
    }

    /** For the starts that have no extras: by a link, a push, the system. Commands are for one start only. */
    fun remember(context: Context) {
        val edit = context.remembered().edit().clear()
        (said - AT_START).forEach { (name, value) -> edit.putString(name, value) }
        edit.commit()
    }
}

fun recallLaunch(context: Context): Launch =
    Launch(context.remembered().all.entries.associate { (name, value) -> name to value.toString() })

private fun Context.remembered() = getSharedPreferences("sample.launch", Context.MODE_PRIVATE)
