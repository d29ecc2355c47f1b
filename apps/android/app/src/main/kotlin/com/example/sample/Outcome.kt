package com.example.sample

import kotlinx.serialization.json.JsonObjectBuilder
import kotlinx.serialization.json.add
import kotlinx.serialization.json.buildJsonObject
import kotlinx.serialization.json.put
import kotlinx.serialization.json.putJsonArray

/** What the outcome label says, as JSON; `settings` counts the settings checks, `run` the presses. */
class Outcome {
    var run = 0
    var settings = 0
    var text = "ready"
    val pages = mutableListOf<String>()

    fun render(pushes: PushWay, heard: List<String>, sdks: Sdks): String = buildJsonObject {
        put("run", run)
        put("outcome", text)
        put("settings", settings)
        putTexts("pushes", pushes.notMoEngages)
        put("tokens", pushes.tokens)
        if (heard.isNotEmpty()) putTexts("other", heard)
        if (pages.isNotEmpty()) putTexts("pages", pages)
        put("anonymous_id", runCatching { sdks.analytics.anonymousId() }.getOrNull())
        put("user_id", runCatching { sdks.analytics.userId() }.getOrNull())
    }.toString()
}

private fun JsonObjectBuilder.putTexts(name: String, texts: List<String>) {
    putJsonArray(name) { texts.forEach { add(it) } }
}
