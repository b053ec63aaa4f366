package dev.larder.blob;
