package com.example.sample

import kotlinx.serialization.json.JsonElement

/** What the app can be told to do. A field of the screen is `verb.argument`, a button is the verb. */
data class Argument(
    val name: String,
    val isObject: Boolean = false,
    val isRequired: Boolean = false,
    val choices: List<String> = emptyList(),
)

typealias Given = Map<String, JsonElement>

/** An argument that is left out was not given, which an SDK tells from an empty one. */
class Verb(val name: String, val arguments: List<Argument>, val act: Console.(Given) -> Unit)

private fun text(name: String) = Argument(name)

private fun needed(name: String, vararg choices: String) =
    Argument(name, isRequired = true, choices = choices.toList())

private fun data(name: String) = Argument(name, isObject = true)

private fun verb(name: String, vararg arguments: Argument, act: Console.(Given) -> Unit) =
    Verb(name, arguments.toList(), act)

/** One line each, so that a test can read them. */
val VERBS: Map<String, Verb> = listOf(
    verb("identify", text("user_id"), data("traits"), data("integrations"), data("context")) { calls.identify(it) },
    verb("track", needed("name"), data("properties"), data("integrations"), data("context")) { calls.track(it) },
    verb("screen", needed("name"), text("category"), data("properties"), data("context")) { calls.screen(it) },
    verb("group", needed("group_id"), data("traits"), data("context")) { calls.group(it) },
    verb("alias", needed("user_id"), data("integrations"), data("context")) { calls.alias(it) },
    verb("reset") { sdks.analytics.reset() },
    verb("flush") { sdks.analytics.flush() },
    verb("canary", needed("url")) { app.sendCanary(it.text("url")) },
    verb("push_token", needed("token")) { takeToken(it.text("token")) },
    verb("device_token", needed("token")) { calls.setDeviceToken(it.text("token")) },
    verb("register_for_push") { pushCode().register() },
    verb("ask_permission") { app.askPermission() },
    verb("app_status", needed("status", "install", "update")) { sdks.moengage.setAppStatus(it.text("status")) },
    verb("data_tracking", needed("state", "on", "off")) { sdks.moengage.setDataTracking(it.text("state") == "on") },
    verb("moengage_sdk", needed("state", "on", "off")) { sdks.moengage.setSdkState(it.text("state") == "on") },
    verb("delete_user") { sdks.moengage.deleteUser() },
    verb("show_in_app") { sdks.moengage.showInApp() },
    verb("fetch_cards") { sdks.moengage.fetchCards() },
    verb("open_screen", needed("name")) { app.openScreen(it.text("name")) },
    verb("close_screen") { app.closeScreen() },
    verb("add_plugin", needed("name")) { plugging.add(it.text("name")) },
    verb("pause_events") { holding.pause() },
    verb("resume_events") { holding.resume() },
    verb("check_settings") { calls.checkSettings() },
).associateBy { it.name }
