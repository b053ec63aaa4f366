/** What a client that asks for a file is given: whole, a part, headers, a refusal. */
package dev.larder.blob.serve;
