package com.google.android.gms.tasks

/** To compile against. */
class Task<T> {
    fun addOnSuccessListener(@Suppress("UNUSED_PARAMETER") listener: OnSuccessListener<in T>) = this

    fun addOnFailureListener(@Suppress("UNUSED_PARAMETER") listener: OnFailureListener) = this
}

fun interface OnSuccessListener<T> {
    fun onSuccess(result: T)
}

fun interface OnFailureListener {
    fun onFailure(problem: Exception)
}
