/** Core metadata of files (PEP 658). */
package dev.larder.blob.metadata;
