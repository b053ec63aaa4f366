/**
 * Budgets of memory: whatever is of a size that others choose is held within one. Plain Java, no
 * dependency.
 */
package dev.larder.memory;
