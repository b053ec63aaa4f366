/** Whether what an administrator gives for an upstream is one. */
package dev.larder.sync.check;
