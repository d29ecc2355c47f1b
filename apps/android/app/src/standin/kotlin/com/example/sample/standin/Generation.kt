package com.example.sample.standin

/** What a release of the destination does differently from the others; its number says almost nothing. */
class Generation private constructor(
    /** Otherwise identify passes attributes only, and none at all without traits. */
    val signsIn: Boolean = true,
    /** `identifyUser(String)`; before it was `setUniqueId(Any)`, to which a number was a user too. */
    val takesTextIdsOnly: Boolean = false,
    /** Standard names are MoEngage's inside objects too, which are maps there. */
    val renamesDeeply: Boolean = false,
    /** Otherwise only the first settings that a process delivers count. */
    val actsOnRefresh: Boolean = true,
    /** In the constructor; before, calls that came ahead of initialize ended in a caught exception. */
    val makesHelperAtOnce: Boolean = true,
) {
    companion object {
        private val A = Generation(
            signsIn = false,
            renamesDeeply = true,
            actsOnRefresh = false,
            makesHelperAtOnce = false,
        )
        private val B = Generation(renamesDeeply = true, actsOnRefresh = false, makesHelperAtOnce = false)
        private val C = Generation(actsOnRefresh = false, makesHelperAtOnce = false)
        private val D = Generation(makesHelperAtOnce = false)
        private val E = Generation()
        private val F = Generation(takesTextIdsOnly = true)

        private val LAST_RELEASES = listOf(
            "1.2.0" to A,
            "2.1.0" to B,
            "3.1.1" to C,
            "3.2.0" to D,
            "3.2.5" to E,
            "4.2.0" to F,
        )

        fun of(release: String): Generation {
            val known = LAST_RELEASES.firstOrNull { (last, _) -> rank(release) <= rank(last) }
            return requireNotNull(known) { "the destination $release is not known" }.second
        }

        private fun rank(release: String): Int = release.split(".").fold(0) { sum, part -> sum * 100 + part.toInt() }
    }
}
