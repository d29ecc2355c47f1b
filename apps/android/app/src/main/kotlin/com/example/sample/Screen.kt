package com.example.sample

import android.app.Activity
import android.text.Editable
import android.text.TextWatcher
import android.view.View
import android.widget.Button
import android.widget.EditText
import android.widget.LinearLayout
import android.widget.ScrollView
import android.widget.TextView

const val COMMAND = "command"
const val RUN = "run"
const val OUTCOME = "outcome"

/** The app's screen, by content descriptions: a command field with Run, an outcome label, a form per verb. */
class Screen(private val activity: Activity, private val console: Console) {
    private val rows = LinearLayout(activity).apply { orientation = LinearLayout.VERTICAL }
    private val outcome = TextView(activity).named(OUTCOME)
    private val showLabel: (String) -> Unit = outcome::setText

    fun build(): View {
        add(field(COMMAND))
        add(button(RUN, "Run") { console.run(console.typed[COMMAND].orEmpty()) })
        add(outcome)
        VERBS.values.forEach(::addForm)
        console.show(showLabel)
        return ScrollView(activity).apply { addView(rows) }
    }

    fun leave() = console.hide(showLabel)

    private fun addForm(verb: Verb) {
        verb.arguments.forEach { add(field("${verb.name}.${it.name}")) }
        add(button(verb.name, verb.name) { console.submit(verb) })
    }

    private fun add(view: View) = rows.addView(view)

    /** Keeps what is typed in the process, so that it outlives a rotation. */
    private fun field(id: String) = EditText(activity).named(id).apply {
        setSingleLine(true)
        filters = arrayOf() // Android gives a field of one line a limit of 5,000 characters
        setText(console.typed[id].orEmpty())
        addTextChangedListener(Typing { console.typed[id] = it })
    }

    private fun button(id: String, label: String, press: () -> Unit) = Button(activity).named(id).apply {
        text = label
        isAllCaps = false
        setOnClickListener { press() }
    }
}

private fun <T : View> T.named(id: String): T = apply { contentDescription = id }

private class Typing(private val typed: (String) -> Unit) : TextWatcher {
    override fun beforeTextChanged(text: CharSequence?, start: Int, count: Int, after: Int) = Unit

    override fun onTextChanged(text: CharSequence?, start: Int, before: Int, count: Int) = Unit

    override fun afterTextChanged(text: Editable) = typed(text.toString())
}
