package com.example.sample

/** One running process of the app: its SDKs, what it was told and what came of it. Used on the main thread only. */
class Console(val app: SampleApp, val sdks: Sdks, launch: Launch) {
    val calls = SegmentCalls(sdks.analytics)
    val plugging = Plugging(sdks) { app.onMain(::render) }
    val holding = Holding(sdks.analytics)
    val pushes: PushWay
    val typed = mutableMapOf<String, String>()
    private val shown = mutableListOf<(String) -> Unit>()
    private val outcome = Outcome()

    /** The text of the outcome label. */
    var label = ""
        private set

    init {
        pushes = makeWay(app, sdks, launch["pushBy"], ::render)
        launch["plugins"].split(",").forEach(plugging::add)
        render()
        sdks.analytics.add(SettingsWatch { app.onMain(::countSettings) })
        pushes.started()
        launch.find(Launch.AT_START)?.let { commands -> perform { parseCommands(commands) } }
    }

    fun run(text: String) = press { parseCommands(text) }

    /** The form of a verb. */
    fun submit(verb: Verb) = press {
        listOf(parseForm(verb, verb.arguments.associate { it.name to typed["${verb.name}.${it.name}"].orEmpty() }))
    }

    fun show(label: (String) -> Unit) {
        shown += label
        label(this.label)
    }

    fun hide(label: (String) -> Unit) {
        shown -= label
    }

    /** A page of MoEngage's came up inside the app. */
    fun notePage(url: String) {
        outcome.pages += url
        render()
    }

    fun pushCode(): PushWay {
        if (!pushes.canPush) throw CommandException("this app has no push code (launch argument pushBy)")
        return pushes
    }

    fun takeToken(token: String) = pushCode().gotToken(checkedToken(token))

    private fun press(commands: () -> List<Command>) {
        outcome.run++
        perform(commands)
    }

    /** Made back to back. */
    private fun perform(commands: () -> List<Command>) {
        outcome.text = try {
            commands().forEach { it.verb.act(this, it.arguments) }
            "ok"
        } catch (problem: CommandException) {
            "error: ${problem.message}"
        } catch (defect: Exception) {
            "error: ${defect.javaClass.simpleName}: ${defect.message}".also { log(it) }
        }
        render()
    }

    private fun countSettings() {
        outcome.settings++
        render()
    }

    private fun render() {
        label = outcome.render(pushes, plugging.other.heard, sdks)
        shown.forEach { it(label) }
    }
}
