/** Who asks, and whether that one may have a file. */
package dev.larder.blob.caller;
