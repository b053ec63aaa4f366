/** Signatures that come with files. */
package dev.larder.upload.signature;
